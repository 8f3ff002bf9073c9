import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SECOND, type Milliseconds } from './domain/time/instant.js';

/** What is under way when the doors close may end within this time. */
const END_WITHIN: Milliseconds = 5 * SECOND;

/**
 * Closes the doors in order. Node waits for every connection: for one on which nothing was ever asked, for one on which half a
 * question came, and for one that its client keeps for later after an answer that was under way. So they are counted here: a
 * connection with no answer under way is ended, at once or when its last answer has gone out.
 */
export class OpenDoors {
  private readonly underWay = new Map<Socket, number>();
  private isClosing = false;

  constructor(private readonly app: NestFastifyApplication) {
    const server: Server = app.getHttpServer();
    server.on('connection', (socket: Socket) => {
      this.underWay.set(socket, 0);
      socket.once('close', () => this.underWay.delete(socket));
    });
    server.on('request', ({ socket }, response) => {
      this.count(socket, 1);
      response.once('close', () => this.count(socket, -1));
    });
  }

  async close(): Promise<void> {
    this.isClosing = true;
    const closed = this.app.close();
    for (const socket of this.underWay.keys()) this.count(socket, 0);
    const tooLong = setTimeout(() => this.cut(), END_WITHIN);
    try {
      await closed;
    } finally {
      clearTimeout(tooLong);
    }
  }

  private count(socket: Socket, more: number): void {
    const before = this.underWay.get(socket);
    if (before === undefined) return;
    this.underWay.set(socket, before + more);
    // What was written last is still sent.
    if (this.isClosing && before + more === 0) socket.destroySoon();
  }

  private cut(): void {
    for (const socket of this.underWay.keys()) socket.destroy();
  }
}
