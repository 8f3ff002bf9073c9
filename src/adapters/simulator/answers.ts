import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Socket } from 'node:net';
import type { SendAnswer } from './fault-effects.js';

/** Puts the answer to a send on the wire, or what a fault makes of it. */
@Injectable()
export class Answers implements OnModuleDestroy {
  private readonly hanging = new Set<Socket>();

  /** A server does not close while a request is open, and these would stay open as long as the client likes. */
  onModuleDestroy(): void {
    for (const socket of this.hanging) socket.destroy();
  }

  give(reply: FastifyReply, answer: SendAnswer): void {
    const { socket } = reply.request.raw;
    switch (answer.as) {
      case 'created':
        reply.status(201).send(answer.resource);
        return;
      case 'empty':
        reply.status(201).type('application/json').send('');
        return;
      case 'truncated': {
        const whole = JSON.stringify(answer.resource);
        reply
          .status(201)
          .type('application/json')
          .send(whole.slice(0, whole.length / 2));
        return;
      }
      case 'redirect':
        reply.status(302).header('location', '/elsewhere').send('');
        return;
      case 'reset':
        reply.hijack();
        socket.resetAndDestroy();
        return;
      case 'hang':
        reply.hijack();
        this.hanging.add(socket);
        socket.once('close', () => this.hanging.delete(socket));
    }
  }
}
