/**
 * The rules behind tasks and events, one plain sentence each: what a caseworker needs to hear when a page says "R04".
 */
const RULE_WORDS: Readonly<Record<string, string>> = {
  R01: 'Er en ung væk mange dage, ser vi på det.',
  R02: 'I skolen går vi trin for trin.',
  R04: 'På FGU går vi trin for trin, fra snak til støtte.',
  R05: 'Når vi ikke den unge, prøver vi en ny vej.',
  R06: 'En samtale ender med en årsag, en hjælp og et mål.',
  R09: 'Jo større risiko, jo oftere mødes vi.',
  R10: 'Den hjælp, vi lover, får en ejer og en dato.',
  R11: 'Et nyt forløb har et mål fra den første dag.',
  R12: 'Et skridt på vejen har en dag. Går dagen, ser vi på det.',
  R13: 'Hvert kvartal taler vi om alle unge på skolen.',
  R14: 'Får en ung mere tid, er der en grund og et mål.',
  R15: 'Der er altid en tid til næste møde.',
  R16: 'Det, vi aftaler, holder vi.',
  R18: 'Vi mødes kun, hvor den unge kan være med.',
  R19: 'Alle unge skal have én fast voksen.',
  R20: 'Er det svært, tager en fra netværket over.',
  R21: 'Det, ingen kan løse, ser netværket på sammen.',
  R24: 'Når en ung når et mål, får den unge det at vide af et menneske.',
  R26: 'To gange om året ser vi frem for hver ung.',
  R27: 'Den unge har en fast voksen hele vejen.',
  R28: 'Den unge kan bede om en ny voksen.',
  R29: 'Før et skift mødes de, der slipper, og de, der tager over.',
  R35: 'Er der ingen plads, står den unge i kø. Den første i køen får den næste plads.',
  R36: 'Når et forløb slutter, ser vi sammen på, hvad det gav.',
  R37: 'Kom den unge ikke, er der en ny tid i morgen.',
  R38: 'Nogle unge har en fast tid hver uge eller hver anden uge.',
  R39: 'Den unge ser stedet, før det går i gang.',
  R40: 'Den unge skal vide, hvad der sker.',
  R45: 'Et nej tak er også et svar.',
  R48: 'Vi ser på, om den unge skal have mere eller mindre støtte.',
  R52: 'Vi ser, om vi må skrive til dem i hjemmet.',
  R53: 'Den unge kan altid bede om en snak.',
  R54: 'De nye kommer lidt ad gangen.',
  R55: 'At skolen er tavs, er ikke det samme som fremmøde.',
};

/** The rule in words; empty for one that has none. */
export function ruleText(rule: string): string {
  return RULE_WORDS[rule] ?? '';
}
