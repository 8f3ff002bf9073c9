/** The text alone; a link stands at its end. */
export const withoutLinkAtEnd = (body: string): string => body.replace(/ https?:\S+$/, '');

/** A link opens its page in its receiver's name: in what others read of a text it stays between Allswell and that phone (P9). */
export const withoutLink = (body: string): string =>
  body
    .replaceAll(/https?:\/\/\S+\/c\/\S+/gi, '(link to the call sheet)')
    .replaceAll(/https?:\/\/\S+\/a\/\S+/gi, '(link to answer by)');
