/** How long something took, as Exim and OpenSMTPD write it. */

const unit: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** "1d2h3m4s", "0.017s", in seconds. */
export function durationOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d+[wdhm])*(?:[\d.]+s)?$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, of = "s"] of text.matchAll(/([\d.]+)([wdhms])/g)) seconds += Number(amount) * (unit[of] ?? 0);
  return Math.round(seconds * 1000) / 1000;
}
