import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';

const END_WITHIN_MILLISECONDS = 1_000;

/** How soon the browser comes again by itself after a lost connection: not all of them in the same moment. */
const retryMilliseconds = (): number => Math.round(500 + 1_500 * Math.random());

/** Server-sent events to one page (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class EventStream {
  private readonly body = new PassThrough();
  private opened = false;

  constructor(private readonly reply: FastifyReply) {}

  /** As any answer is sent, so that it has the headers and the cookies of any answer. */
  open(): void {
    this.opened = true;
    this.body.on('error', () => undefined);
    void this.reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        // A proxy that gathers answers would hold each change back.
        'x-accel-buffering': 'no',
        // At its end the browser comes again, to whichever process then takes new connections.
        connection: 'close',
      })
      .send(this.body);
    this.write(`retry: ${retryMilliseconds()}\n\n`);
  }

  get isOpen(): boolean {
    return this.opened && !this.body.writableEnded && !this.body.destroyed && !this.isGone;
  }

  /** Nobody is at the other end any more. */
  get isGone(): boolean {
    return this.reply.raw.destroyed;
  }

  /** Whoever reads has not taken in yet what was said: what is said now would only pile up here. */
  get isBehind(): boolean {
    return this.body.writableNeedDrain || this.reply.raw.writableNeedDrain;
  }

  /** They have taken it in, and have room for more. */
  onCaughtUp(heard: () => void): void {
    this.reply.raw.on('drain', heard);
  }

  onClose(gone: () => void): void {
    this.reply.raw.once('close', gone);
  }

  write(text: string): void {
    if (this.isOpen) this.body.write(text);
  }

  end(lastWord: string): void {
    const { raw } = this.reply;
    if (!this.isOpen) return;
    this.body.end(lastWord || undefined);
    // Whoever does not take in the rest does not hold up a process that ends.
    setTimeout(() => !raw.writableFinished && raw.destroy(), END_WITHIN_MILLISECONDS).unref();
  }

  /** Without a last word: nobody is there to hear it. */
  cut(): void {
    this.reply.raw.destroy();
  }
}

/** `id`: what the browser names when it comes again (Last-Event-ID). */
export const eventText = (event: string, data: object, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
