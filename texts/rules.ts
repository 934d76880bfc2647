/**
 * The rules behind tasks and events, one plain sentence each: what a caseworker needs to hear when a page says "R04".
 */
const RULE_WORDS: Readonly<Record<string, string>> = {
  R01: 'Er en ung væk mange dage, ser vi på det.',
  R02: 'I skolen går vi trin for trin.',
  R04: 'På FGU går vi trin for trin, fra snak til støtte.',
  R05: 'Når vi ikke den unge, prøver vi en ny vej.',
  R06: 'En samtale ender med en årsag, en hjælp og et mål.',
  R10: 'Den hjælp, vi lover, får en ejer og en dato.',
  R19: 'Alle unge skal have én fast voksen.',
  R28: 'Den unge kan bede om en ny voksen.',
  R37: 'Kom den unge ikke, er der en ny tid i morgen.',
  R40: 'Den unge skal vide, hvad der sker.',
  R45: 'Et nej tak er også et svar.',
  R52: 'Vi ser, om vi må skrive til dem i hjemmet.',
  R53: 'Den unge kan altid bede om en snak.',
  R54: 'De nye kommer lidt ad gangen.',
  R55: 'At skolen er tavs, er ikke det samme som fremmøde.',
};

/** The rule in words; empty for one that has none. */
export function ruleText(rule: string): string {
  return RULE_WORDS[rule] ?? '';
}
