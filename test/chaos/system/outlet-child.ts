// The process of an outlet, so that it can be frozen: outlet-child.ts mail|push PORT FILE
import { startMailServer, startPushService } from './outlets.ts'

const [kind, port = '', file = ''] = process.argv.slice(2)
await (kind === 'mail' ? startMailServer : startPushService)(Number(port), file)
