// A sheet: from below on a phone, a dialog of 32 rem in the middle on a desktop. Focus stays in it and returns afterwards.
import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../words/words.ts'
import { Mantine } from './Mantine.tsx'
import './sheet.css'

export function Sheet({
  isOpen,
  title,
  onClose,
  children,
}: {
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const isWide = useMediaQuery('(min-width: 700px)', undefined, { getInitialValueInEffect: false })
  useFocusBack()
  return (
    <Mantine>
      <Modal.Root
        opened={isOpen}
        onClose={onClose}
        size={isWide ? '32rem' : '100%'}
        centered={isWide}
        yOffset={isWide ? '5dvh' : 0}
        xOffset={isWide ? '5vw' : 0}
        transitionProps={{ duration: 220, transition: isWide ? 'fade-up' : 'slide-up' }}
        classNames={isWide ? {} : { inner: 'sheet-inner', content: 'sheet-below' }}
      >
        <Modal.Overlay />
        <Modal.Content>
          {/* Mantine's own head is a <header>, which a screen reader takes for a second banner of the page. */}
          <div className="sheet-head">
            <Modal.Title className="sheet-title">{title}</Modal.Title>
            <Modal.CloseButton aria-label={t('action.close')} size={44} />
          </div>
          <Modal.Body className="sheet-body">{children}</Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </Mantine>
  )
}

/** A sheet that is taken away while it is open gives the focus back to what had it before, as one that is closed does. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    },
    [before],
  )
}
