// The site's look: VitePress' own with our colours.
/// <reference types="vite/client" />
import theme from 'vitepress/theme'
import './drawings.css'
import './style.css'

export default theme
