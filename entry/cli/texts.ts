/** `24-08-2026 16:00` of `2026-08-24T16:00:00+02:00`: answers give Danish time. */
export function dayAndTime(moment: string): string {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(moment) ?? [];
  return `${day}-${month}-${year} ${time}`;
}

/** `24-08-2026` of `2026-08-24`. */
export function dayOnly(date: string): string {
  return date.split('-').reverse().join('-');
}
