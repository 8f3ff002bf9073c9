import type { FoundText, OutgoingText, Phones, SendOutcome } from '../../../src/application/ports/phones.js';
import { OUR_NUMBER } from '../story/office.js';
import type { Answer, Provider } from '../story/provider.js';
import type { Process } from '../world/process.js';

/** One process's way to the provider. */
export class MemoryPhones implements Phones {
  constructor(
    private readonly provider: Provider,
    private readonly process: Process,
  ) {}

  async send(text: OutgoingText): Promise<SendOutcome> {
    const answer = await this.hand(text);
    await this.process.wait(answer.answersAfter);
    return answer.outcome;
  }

  /** A connection that is cut before or after the request: either way nobody here knows. */
  private async hand(text: OutgoingText): Promise<Answer> {
    const taken: Answer[] = [];
    try {
      await this.process.effect('send', () => void taken.push(this.provider.take(text)), 'provider');
    } catch {
      if (taken.length > 0) return { outcome: { kind: 'unknown', detail: 'ECONNRESET' }, answersAfter: 50 };
    }
    return taken[0] ?? this.provider.take(text, { cut: true });
  }

  async find(text: OutgoingText, notBefore: Date): Promise<{ readonly sid: string } | null> {
    await this.ask();
    return this.provider.find(text, Math.floor(notBefore.getTime() / 1_000) * 1_000);
  }

  async textsSince(since: Date): Promise<FoundText[]> {
    await this.ask();
    return this.provider
      .list(since.getTime())
      .map(({ sid, from, body, at }) => ({ sid, from, to: OUR_NUMBER, body, at }));
  }

  private async ask(): Promise<void> {
    await this.process.wait(this.provider.isMute ? 1_000 : 100);
    if (this.provider.isMute) throw new Error('the provider does not answer');
  }
}
