// The process of the mail inbox: mail-child.ts BIND SMTP_PORT WEB_PORT [FOLDER]
import { MailDev } from 'maildev'

/** Bounds the inbox: who tries things out for a day never reads more. */
const MAILS_KEPT = 500

const [bind = '', smtpPort = '', webPort = '', folder] = process.argv.slice(2)
const server = new MailDev({
  smtp: Number(smtpPort),
  ip: bind,
  web: Number(webPort),
  webIp: bind,
  silent: true,
  maxEmails: MAILS_KEPT,
  ...(folder !== undefined && { mailDirectory: folder }),
})
await server.start()
process.on('SIGTERM', () => void server.stop().finally(() => process.exit()))
