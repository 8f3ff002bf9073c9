import { randomInt } from 'node:crypto';
import { isEmergencyNumber } from '../domain/organisation/emergency-number.js';
import { CODE_LASTS, CODES_COUNT_FOR, isGood, mayBeSentFrom, MOST_TRIES } from '../domain/organisation/number-code.js';
import type { Person } from '../domain/organisation/organisation.js';
import type { Access } from '../domain/permission/access.js';
import { mayVerifyNumber } from '../domain/permission/verify-number.js';
import * as wording from '../domain/texting/wording.js';
import { MINUTE, type Instant } from '../domain/time/instant.js';
import { showTime } from '../domain/time/local.js';
import { officeEntry } from './organisation/differences.js';
import { hashPin, isPin } from './pin.js';
import type { Ledger, Page } from './ports/ledger.js';
import { Refusal } from './refusal.js';

/** What logs show in place of a code. */
const IN_LOGS = 'Allswell code, to show that this phone is theirs.';

/**
 * Shows that a number is the person's: a text takes a code to it, and whoever holds the phone types it in, or reads it to
 * whoever keeps the office's details. A number that is not verified is alerted all the same.
 */
export class VerifyNumbers {
  constructor(
    private readonly ledger: Ledger,
    private readonly zone: string,
  ) {}

  /** Until when the code is good. Refused: nobody there for this caller, no number, a phone that takes no texts, too many codes. */
  async sendCode(id: string, by: string, access: Access): Promise<Instant> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    // Slow on purpose: before the transaction, so that no lock is held meanwhile.
    const hash = await hashPin(code);
    return this.ledger.transaction(async (page) => {
      const person = personFor(page, id, by, access);
      const { mobile } = person;
      if (mobile === null) throw new Refusal('conflict', 'There is no number to send a code to.');
      if (isEmergencyNumber(mobile))
        throw new Refusal('conflict', 'That is an emergency number: Allswell never texts it.');
      if (page.optedOut.has(mobile))
        throw new Refusal('conflict', 'This phone has opted out of texts. Text START from it, then send a code.');
      await page.numbers.hold(mobile);
      const sent = await page.numbers.sent(mobile, by, page.now - CODES_COUNT_FOR);
      const from = mayBeSentFrom(sent.to, sent.by);
      if (from > page.now)
        // The next whole minute: at the one that is named it works.
        throw new Refusal(
          'conflict',
          `Too many codes were sent. Send another from ${showTime(from + MINUTE, this.zone)}.`,
        );
      const until = page.now + CODE_LASTS;
      await page.numbers.add({ person: id, mobile, hash, sentAt: page.now, sentBy: by });
      await page.send([
        {
          to: id,
          mobile,
          body: IN_LOGS,
          sealed: wording.numberCode(code, until, { zone: this.zone }),
          urgency: 'reply',
          purpose: 'notice',
          incidentId: null,
        },
      ]);
      await page.writeOffice([
        officeEntry(`A code was sent to verify the number of ${id}.`, by, page.now, { person: id }),
      ]);
      return until;
    });
  }

  /** Whether it was right. One that is wrong, too old, used, or not the newest is answered in the same way. */
  tryCode(id: string, typed: string, by: string, access: Access): Promise<boolean> {
    const digits = typed.normalize('NFKC').replace(/[\s-]/g, '');
    return this.ledger.transaction(async (page) => {
      const { mobile } = personFor(page, id, by, access);
      if (!/^\d{6}$/.test(digits)) throw notSixDigits();
      if (mobile === null) return false;
      await page.numbers.hold(mobile);
      const code = await page.numbers.newest(id);
      if (!code || !isGood(code, mobile, page.now)) return false;
      await page.numbers.tried(code.id);
      if (!(await isPin(digits, code.hash))) {
        if (code.tries + 1 === MOST_TRIES)
          await page.writeOffice([
            officeEntry(`The code for the number of ${id} was typed wrong ${MOST_TRIES} times.`, by, page.now, {
              person: id,
            }),
          ]);
        return false;
      }
      await page.numbers.used(code.id, page.now);
      await page.numbers.verified(id, mobile, page.now, by);
      const data = { person: id, before: 'not verified', after: 'verified' };
      await page.writeOffice([officeEntry(`The number of ${id} was verified.`, by, page.now, data)]);
      return true;
    });
  }
}

function personFor(page: Page, id: string, by: string, access: Access): Person {
  const person = page.directory.person(id);
  if (!person || !access.may('see_office', { unit: person.unit, people: [id] }))
    throw new Refusal('not_found', 'There is nobody here of this name.');
  if (!mayVerifyNumber(access, by, person))
    throw new Refusal('forbidden', 'Only they themself, or whoever changes people there, may verify this number.');
  return person;
}

const notSixDigits = (): Refusal =>
  new Refusal('invalid', 'That is no code.', [
    { field: 'code', message: 'is not 6 digits', mend: 'type the 6 digits of the newest text' },
  ]);
