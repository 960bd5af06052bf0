// The people who are blocked: the list, one more, and letting somebody book again.
import { useState } from 'react'
import { serverNow } from '../../../app/backend.ts'
import { begin } from '../../../app/begin.ts'
import { useAsked, useSending } from '../../../app/live.ts'
import { Button } from '../../../parts/Button.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { PageState, SendFailure } from '../../../parts/PageState.tsx'
import { Sheet } from '../../../parts/Sheet.tsx'
import { t } from '../../../words/words.ts'
import { relative } from '../../../words/when.ts'
import { BlockForm } from './BlockForm.tsx'
import { type Block, keyOf, toTarget } from './blocks.ts'

const PAGE = 100

export function BlocksSection() {
  const [version, setVersion] = useState(0)
  const [isAdding, setIsAdding] = useState(false)
  const [size, setSize] = useState(1)
  const sending = useSending()
  const seen = useAsked(`blocks ${version} ${size}`, async ({ call }, signal) => {
    const all: Block[] = []
    let pageToken: string | undefined
    for (let page = 0; page < size; page++) {
      const answer = await call.listBlocks({ pageSize: PAGE, pageToken }, { signal })
      all.push(...answer.blocks)
      pageToken = answer.nextPageToken
      if (pageToken === undefined) break
    }
    return { blocks: all, hasMore: pageToken !== undefined }
  })
  const lift = async (block: Block) => {
    const answer = await sending.send(({ call }) =>
      call.setBlock({ ...toTarget(block), blocked: false }),
    )
    if (answer) setVersion(version + 1)
  }
  return (
    <section className="card section" id="blocks" aria-labelledby="blocks-title">
      <h2 id="blocks-title">{t('blocks.title')}</h2>
      <p className="muted">{t('blocks.why')}</p>
      <SendFailure failure={sending.failure} />
      <PageState of={seen}>
        {({ blocks, hasMore }) => (
          <>
            {blocks.length === 0 && <p>{t('blocks.none')}</p>}
            <ul className="setup-list">
              {blocks.map((block) => (
                <li key={keyOf(block)}>
                  <span>
                    <strong>
                      {block.name ?? block.email ?? block.phone ?? t('blocks.client')}
                    </strong>
                    <span className="muted small">
                      {[
                        block.name !== undefined && (block.email ?? block.phone),
                        relative(new Date(block.createdAt), new Date(serverNow())),
                        block.note,
                      ]
                        .filter((one) => typeof one === 'string')
                        .join(' · ')}
                    </span>
                  </span>
                  <Button
                    look="quiet"
                    isBusy={sending.isSending}
                    aria-label={t('blocks.liftOf', { name: block.name ?? keyOf(block) })}
                    onClick={() => begin(lift(block))}
                  >
                    {t('blocks.lift')}
                  </Button>
                </li>
              ))}
            </ul>
            {hasMore && (
              <Button look="quiet" onClick={() => setSize(size + 1)}>
                {t('blocks.more')}
              </Button>
            )}
          </>
        )}
      </PageState>
      <Button look="secondary" className="setup-add" onClick={() => setIsAdding(true)}>
        <Icon name="plus" size={20} />
        {t('blocks.add')}
      </Button>
      <Sheet
        isOpen={isAdding}
        title={t('blocks.add')}
        onClose={() => {
          setIsAdding(false)
          setVersion(version + 1)
        }}
      >
        {isAdding && (
          <BlockForm
            done={() => {
              setIsAdding(false)
              setVersion(version + 1)
            }}
          />
        )}
      </Sheet>
    </section>
  )
}
