import type { Settings } from '../../config/settings.js';

/** How every cookie of ours is kept: from scripts, from other sites and, where the service is behind https, from the open wire. */
export const cookieRules = ({ publicUrl }: Pick<Settings, 'publicUrl'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') }) as const;
