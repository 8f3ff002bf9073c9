import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

describe('Work that is gathered', () => {
  it('is done together when it comes together, and each caller waits for it', async () => {
    const done: (readonly number[])[] = [];
    const gathered = new Gathered<number>(1, (items) => Promise.resolve(void done.push(items)));
    await Promise.all([1, 2, 3].map((item) => gathered.do(item)));
    expect(done).toEqual([[1, 2, 3]]);
  });

  it('is done anew for what comes later', async () => {
    const done: (readonly number[])[] = [];
    const gathered = new Gathered<number>(1, (items) => Promise.resolve(void done.push(items)));
    await gathered.do(1);
    await gathered.do(2);
    expect(done).toEqual([[1], [2]]);
  });

  it('fails for everyone whose work it was, and for nobody else', async () => {
    const gathered = new Gathered<number>(1, (items) =>
      items.includes(1) ? Promise.reject(new Error('no')) : Promise.resolve(),
    );
    const together = [gathered.do(1), gathered.do(2)];
    await expect(together[0]).rejects.toThrow('no');
    await expect(together[1]).rejects.toThrow('no');
    await expect(gathered.do(3)).resolves.toBeUndefined();
  });
});
