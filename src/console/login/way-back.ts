/** Where a login leads: back within this page, never to a stranger's. */
export const wayBack = (back: string | null): string =>
  back !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(back) && !back.startsWith("/login") ? back : "/";
