/**
 * Words that any ordinary text may consist of. As a team's whole alert phrase one of these would raise an alarm by
 * accident, or be taken by the phone company (STOP, CANCEL, END) before it arrives.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  [
    'stop stopall unsubscribe cancel cancelled end quit revoke optout start yes unstop help info',
    'arrived here in inside left out leaving done finished home safe extend late delayed visits visit sos abandon',
    'ack ok okay no yep yeah nope sure thanks thank cheers please sorry hello hi hey bye morning afternoon evening',
    'now later soon today tomorrow tonight running busy waiting call ring text phone office work appointment meeting',
    'good fine great well alright right wrong problem urgent code alert alarm emergency police danger red',
    'car bus train traffic lunch coffee tea dentist doctor school',
  ]
    .join(' ')
    .split(' '),
);
