// A sheet: from below on a phone, a dialog of 32 rem in the middle on a desktop. Focus stays in it and returns afterwards.
import { Drawer, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../words/words.ts'
import { Mantine } from './Mantine.tsx'
import './sheet.css'

const TRANSITION = { duration: 220 }

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
  const Part = isWide ? Modal : Drawer
  // Mantine's own head is a <header>, which a screen reader takes for a second banner of the page.
  const inside = (
    <>
      <Part.Overlay />
      <Part.Content className={isWide ? undefined : 'sheet-below'}>
        <div className="sheet-head">
          <Part.Title className="sheet-title">{title}</Part.Title>
          <Part.CloseButton aria-label={t('action.close')} size={44} />
        </div>
        <Part.Body className="sheet-body">{children}</Part.Body>
      </Part.Content>
    </>
  )
  return (
    <Mantine>
      {isWide ? (
        <Modal.Root opened={isOpen} onClose={onClose} size="32rem" transitionProps={TRANSITION}>
          {inside}
        </Modal.Root>
      ) : (
        <Drawer.Root
          opened={isOpen}
          onClose={onClose}
          position="bottom"
          size="auto"
          transitionProps={TRANSITION}
        >
          {inside}
        </Drawer.Root>
      )}
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
