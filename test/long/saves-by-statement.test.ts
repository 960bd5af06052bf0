// Races, limits and random commands by the other way of saving.
import { onceMore } from '../support/once-more.ts'

onceMore('saved by statement', { TEST_SAVES_BY: 'statement' }, [
  'race',
  'race-of-commands',
  'account-limits',
  'random-commands',
])
