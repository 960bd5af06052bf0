// The one folding by which texts are the same to a search, here and in an app: neither case nor accents count, nor the
// form in which a character is written. NFKD, marks off, Unicode's full case folding (CaseFolding.txt, C + F), NFC.

const MARKS = /[\u0300-\u036f]/g
/** Small letters of which the capital is another's too; they stay what they are. */
const OWN_SMALL = 'ı'
/** Cherokee folds to its capitals, which are older than its small letters. */
const CHEROKEE = '\u13a0-\u13fd\uab70-\uabbf'
const REST = new RegExp(`[^${OWN_SMALL}${CHEROKEE}]+`, 'g')
const CAPITALS = new RegExp(`[${CHEROKEE}]+`, 'g')

// Small, great, and small again is what CaseFolding.txt says of all other characters, save that JavaScript knows a final
// sigma. A test compares it with Postgres' own folding, character by character.
function foldCase(text: string): string {
  return text
    .replace(REST, (part) => part.toLowerCase().toUpperCase().toLowerCase())
    .replace(CAPITALS, (part) => part.toUpperCase())
    .replaceAll('ς', 'σ')
}

/** A text as it is compared by a search. Folding it again changes nothing. */
export function fold(text: string): string {
  return foldCase(text.normalize('NFKD').replace(MARKS, '')).normalize('NFC')
}

/** The keys under which specialties are found: each as it is folded, once. */
export function specialtyKeys(specialties: readonly string[]): readonly string[] {
  return [...new Set(specialties.map(fold))]
}
