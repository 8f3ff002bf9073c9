/** What could be the id of a visit or an incident: anything else is no address of ours, and is not asked of the database. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
