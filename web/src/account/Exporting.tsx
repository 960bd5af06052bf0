// Everything that is held about somebody, as one file of JSON, page by page.
import { useState } from 'react'
import { begin } from '../app/begin.ts'
import { useSending } from '../app/live.ts'
import { Button } from '../parts/Button.tsx'
import { SendFailure } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'

const FILE = 'my-data.json'

export function Exporting() {
  const sending = useSending()
  const [page, setPage] = useState(0)
  const [isDone, setIsDone] = useState(false)
  const collect = async () => {
    setIsDone(false)
    const pages = await sending.send(async ({ call }) => {
      const all: object[] = []
      let pageToken: string | undefined
      do {
        setPage(all.length + 1)
        const answer = await call.exportAccount({ ...(pageToken !== undefined && { pageToken }) })
        const { nextPageToken, ...held } = answer
        all.push(held)
        pageToken = nextPageToken
      } while (pageToken !== undefined)
      return all
    })
    if (!pages) return
    download(FILE, JSON.stringify(pages, null, 2))
    setIsDone(true)
  }
  return (
    <div className="stack-tight">
      <Button look="secondary" isBusy={sending.isSending} onClick={() => begin(collect())}>
        {sending.isSending ? t('account.exporting', { page }) : t('account.export')}
      </Button>
      <p role="status" className="small muted">
        {isDone && t('account.exported', { file: FILE })}
      </p>
      <SendFailure failure={sending.failure} />
    </div>
  )
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
