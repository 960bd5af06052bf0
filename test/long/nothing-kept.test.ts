// What people read where an instance keeps nothing of one request for another.
import { onceMore } from '../support/once-more.ts'

onceMore('with nothing kept', { ANSWERS_KEPT: '0' }, [
  'search',
  'holds',
  'cors-and-headers',
  'hot-calendar',
  'race',
])
