// Retention, erasures and lists in the form that a distributed Postgres takes.
import { onceMore } from '../support/once-more.ts'

onceMore('where Postgres is distributed', { TEST_DISTRIBUTED: '1' }, [
  'delete-expired',
  'erase',
  'lists',
  'deliveries',
])
