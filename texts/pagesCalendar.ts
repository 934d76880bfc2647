/** Danish words of calendars. */
export const CALENDAR = {
  name: 'Rød Tråd',
  summary: 'Møde (Rød Tråd)',
  description: 'Hvem og hvad står i Rød Tråd.',
  title: 'Møder i din kalender',
  hint: 'Få dine møder ind i Outlook eller på din telefon. Der står tid og et link. Der står ikke hvem eller hvorfor.',
  address: 'Din hemmelige adresse',
  addressHint: 'Kopiér den ind, hvor din kalender abonnerer på andre. Vis den ikke til nogen.',
  make: 'Lav en adresse',
  renew: 'Lav en ny – den gamle holder op med at virke',
  end: 'Luk adressen',
  download: 'Læg mødet i din kalender',
  all: 'Få alle dine møder ind',
} as const;
