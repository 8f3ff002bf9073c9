import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Swallowing } from './swallowing.js';

/** The cable between the service and its database, to be pulled. */
export interface Cable {
  /** The same database, by way of the cable. */
  readonly url: string;
  cut(): void;
  mend(): void;
  /** From now on nobody hears what was notified, as with a pooler that swallows LISTEN; or does again. */
  swallowNotifications(swallow: boolean): void;
  end(): Promise<void>;
}

export async function cableTo(databaseUrl: string): Promise<Cable> {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  let whole = true;
  let swallows = false;
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port || 5432), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
      if (one === near) one.pipe(other);
      else one.pipe(new Swallowing(() => swallows)).pipe(other);
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    mend: () => void (whole = true),
    swallowNotifications: (swallow) => void (swallows = swallow),
    end: async () => {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}
