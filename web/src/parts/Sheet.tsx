// A sheet: from below on a phone, a dialog of 32 rem in the middle on a desktop. Focus stays in it and returns afterwards.
import { Drawer, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { t } from '../words/words.ts'
import { Mantine } from './Mantine.tsx'

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
  const shared = {
    opened: isOpen,
    onClose,
    title,
    closeButtonProps: { 'aria-label': t('action.close'), size: 44 },
    transitionProps: { duration: 220 },
    styles: { title: { fontWeight: 600, fontSize: '1.125rem', lineHeight: 1.25 } },
  } as const
  return (
    <Mantine>
      {isWide ? (
        <Modal {...shared} size="32rem">
          {children}
        </Modal>
      ) : (
        <Drawer
          {...shared}
          position="bottom"
          size="auto"
          styles={{
            ...shared.styles,
            content: { borderRadius: '20px 20px 0 0', height: 'auto', maxHeight: '92dvh' },
            body: { paddingBottom: 'calc(16px + env(safe-area-inset-bottom))' },
          }}
        >
          {children}
        </Drawer>
      )}
    </Mantine>
  )
}
