import type { FastifyReply } from 'fastify';

/** So much unread, and whoever was there is gone, or cannot keep up: better that they come again than that it piles up here. */
const MOST_UNREAD = 2_000_000;

const END_WITHIN_MILLISECONDS = 1_000;

/** How soon the browser comes again by itself after a lost connection. */
const RETRY_MILLISECONDS = 1_000;

/** Server-sent events to one page (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class EventStream {
  isOpen = false;

  constructor(private readonly reply: FastifyReply) {}

  open(): void {
    const { reply } = this;
    reply.hijack();
    reply.raw.on('error', () => undefined);
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      // A proxy that gathers answers would hold each change back.
      'x-accel-buffering': 'no',
      // Kept for further requests after its end, it would hold up a process that ends for as long.
      connection: 'close',
    });
    this.isOpen = true;
    this.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
  }

  onClose(gone: () => void): void {
    this.reply.raw.once('close', gone);
  }

  write(text: string): void {
    const { raw } = this.reply;
    if (!this.isOpen || raw.destroyed || raw.writableEnded) return;
    raw.write(text);
    if (raw.writableLength > MOST_UNREAD) raw.destroy();
  }

  end(lastWord: string): void {
    const { raw } = this.reply;
    if (!this.isOpen || raw.writableEnded) return;
    raw.end(lastWord || undefined);
    // Whoever does not take in the rest does not hold up a process that ends.
    setTimeout(() => !raw.writableFinished && raw.destroy(), END_WITHIN_MILLISECONDS).unref();
  }
}

/** `id`: what the browser names when it comes again (Last-Event-ID). */
export const eventText = (event: string, data: object, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
