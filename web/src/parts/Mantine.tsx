// Mantine for the pages that are forms and dialogs: loaded with them, never before the first paint. Its defaults miss WCAG's
// contrast; everything that is set here was measured with axe.
import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  MantineProvider,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/VisuallyHidden.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Group.css'
import '@mantine/core/styles/Loader.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Flex.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/Switch.css'
import '@mantine/core/styles/Radio.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/ActionIcon.css'
import '@mantine/core/styles/NumberInput.css'
import '@mantine/core/styles/SegmentedControl.css'
import type { ReactNode } from 'react'

const brand: MantineColorsTuple = [
  '#eef0ff',
  '#d5daff',
  '#b7c0ff',
  '#9aa8ff',
  '#7d8dfb',
  '#6475ee',
  '#5163de',
  '#4557d3',
  '#3a4bc8',
  '#2f3db0',
]

const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colors, color: 'var(--on-primary)' } : colors
}

const theme = createTheme({
  colors: { brand },
  primaryColor: 'brand',
  primaryShade: { light: 8, dark: 3 },
  variantColorResolver,
  fontFamily: 'var(--font)',
  defaultRadius: 12,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { centered: true, radius: 20 } },
  },
})

const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-border': 'var(--control-border)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-green-light-color': 'var(--available)',
  }
  return { variables: {}, light: shared, dark: shared }
}

/** Lets Mantine's parts be used below it, in the app's colours. The scheme is the page's own (index.html). */
export function Mantine({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={
        document.documentElement.dataset['colorScheme'] === 'dark' ? 'dark' : 'light'
      }
      getRootElement={() => document.documentElement}
    >
      {children}
    </MantineProvider>
  )
}
