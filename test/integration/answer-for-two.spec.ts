import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOON_ZONE } from '../support/noon.js';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';
import { Visitor } from '../support/visitor.js';

/** Two people on one visit, both overdue: whoever says that they are safe says it of each of them (HVPF 8.4.1, P9). */

let told: Story;
let path: string;
beforeAll(async () => {
  told = await story({
    attendees: ['practitioner-1', 'practitioner-2'],
    environment: { TIME_ZONE: NOON_ZONE },
  });
  const { service } = told;
  await service.api('PATCH', '/api/v1/people/practitioner-2', { name: 'Ben Two' });
  await service.phone(PHONES.practitioner).texts('ARRIVED 45');
  await service.phone('+447700900106').texts('ARRIVED 45');
  await service.advance(UNTIL_OVERDUE);
  const text = (await service.phone(PHONES.contact).heardLast()) ?? '';
  expect(text).toMatch(/^\d+ OVERDUE Practitioner 07700 900101 and Ben, due out/);
  path = new URL(/https?:\S+\/a\/\S+/.exec(text)?.[0] ?? 'http://none').pathname;
}, 60_000);
afterAll(() => told?.end());

const read = async (response: Response): Promise<{ html: string; text: string }> => {
  const html = await response.text();
  return { html, text: html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') };
};
const get = async (where = ''): Promise<{ html: string; text: string }> =>
  read(await fetch(told.service.url + path + where));
const send = async (fields: Record<string, string>): Promise<{ html: string; text: string }> =>
  read(await fetch(told.service.url + path, { method: 'POST', body: new URLSearchParams(fields) }));
/** What the forms of a page carry. */
const marks = ({ html }: { html: string }, ...names: string[]): Record<string, string> =>
  Object.fromEntries(
    ['press', 'saw', 'about', ...names].map((name) => [
      name,
      new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '',
    ]),
  );

describe('an alarm about two people', () => {
  it('names both on the phone, each with their own number, and asks whether both are safe', async () => {
    const page = await get();
    expect(page.text).toContain('Practitioner and Ben are overdue');
    expect(page.text).toContain('Ring Practitioner and Ben now. Then say here what you found');
    expect(page.html).toMatch(/href="tel:\+447700900101">Ring Practitioner:.*href="tel:\+447700900106">Ring Ben:/s);
    const sure = await get('/safe');
    expect(sure.text).toContain('Are Practitioner and Ben safe?');
    expect(sure.text).toContain('Say so only if you spoke to each of them yourself.');
    expect(sure.text).toContain('If only one of them is safe, go back: the alarm goes on for the other.');
  });

  it('pressed after one of them has left, "safe" ends nothing for the other, on the phone as on the screen', async () => {
    const { service } = told;
    const { id, reference } = await told.incident();
    const manager = new Visitor(service);
    await manager.get('/incidents');
    await manager.actAs('manager-1');
    const screen = await manager.get(`/incidents/${id}`);
    expect(screen.text).toContain('Are Practitioner One and Ben Two safe?');
    const sure = await get('/safe');

    await service.advance(MINUTE);
    await service.phone(PHONES.practitioner).texts('LEFT');
    const refused = `${reference}: not taken. It is about Ben now. Read what is so now, then answer again.`;
    const pressed = await send({ ...marks(sure), report: 'safe' });
    expect(pressed.text).toContain(`Your report was not taken ${refused}`);
    expect(pressed.text).toContain('Ben is overdue');
    expect(pressed.text).not.toContain('Practitioner is overdue');
    const sent = await manager.send(`/incidents/${id}/reports`, { ...marks(screen, 'seen'), report: 'safe' });
    expect(sent.text).toContain(refused);
    expect(await told.incident()).toMatchObject({ status: 'open', kind: 'overdue' });
    expect((await told.visit()).attendees).toMatchObject([{ status: 'left' }, { status: 'arrived' }]);

    const again = await send({ ...marks(await get('/safe')), report: 'safe' });
    expect(again.text).toContain(`${reference}: Ben safe, noted. Stood down. Thank you.`);
    expect((await told.visit()).attendees).toMatchObject([{ status: 'left' }, { status: 'left' }]);
  });
});
