/** The one place where colours, sizes and motion are stated. CSS reads them as `--lk-*`, Ant Design through `theme.ts`. */
export type Scheme = 'light' | 'dark'
export type Density = 'compact' | 'normal' | 'relaxed'

export const densityRows: Readonly<Record<Density, number>> = { compact: 36, normal: 44, relaxed: 56 }

const light = {
  canvas: '#f5f6f9',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f3f5f8',
  hover: '#f0f2f6',
  pressed: '#e8ebf1',
  selected: '#eef2ff',
  hairline: '#e7eaf0',
  outline: '#d5dae3',
  text: '#171d2b',
  'text-2': '#4d586b',
  'text-3': '#667085',
  'text-4': '#8b94a5',
  accent: '#3a5be0',
  'accent-hover': '#2f4dc9',
  'accent-soft': '#eef2ff',
  'accent-text': '#3150cf',
  'on-accent': '#ffffff',
  focus: 'rgba(58, 91, 224, .32)',
  scrim: 'rgba(20, 27, 42, .24)',
  'shadow-float': '0 0 0 1px rgba(23, 29, 43, .06), 0 4px 12px rgba(23, 29, 43, .08), 0 16px 40px -8px rgba(23, 29, 43, .14)',
  'grey-bg': '#eef0f4',
  'grey-fg': '#4d586b',
  'blue-bg': '#e6eefe',
  'blue-fg': '#2350b8',
  'green-bg': '#e0f4ea',
  'green-fg': '#146c43',
  'orange-bg': '#fdf0dc',
  'orange-fg': '#8f5400',
  'red-bg': '#fde8e8',
  'red-fg': '#b3261e',
  'purple-bg': '#f0eafd',
  'purple-fg': '#6136b8',
  'cyan-bg': '#dff4f6',
  'cyan-fg': '#0b6470',
  'gold-bg': '#fbf3cf',
  'gold-fg': '#7a5d00',
} as const

const dark: Record<keyof typeof light, string> = {
  canvas: '#0f1218',
  surface: '#151922',
  raised: '#1c212c',
  sunken: '#11151c',
  hover: '#1d222d',
  pressed: '#262c39',
  selected: '#1d2540',
  hairline: '#232936',
  outline: '#353d4d',
  text: '#e8ebf1',
  'text-2': '#aeb6c5',
  'text-3': '#8e98aa',
  'text-4': '#6b7587',
  accent: '#4a68e6',
  'accent-hover': '#5f7cf2',
  'accent-soft': '#1d2540',
  'accent-text': '#93a9ff',
  'on-accent': '#ffffff',
  focus: 'rgba(116, 143, 255, .42)',
  scrim: 'rgba(4, 6, 10, .6)',
  'shadow-float': '0 0 0 1px rgba(255, 255, 255, .07), 0 8px 24px rgba(0, 0, 0, .4), 0 24px 56px -8px rgba(0, 0, 0, .5)',
  'grey-bg': '#262c39',
  'grey-fg': '#b4bccb',
  'blue-bg': '#1a2b52',
  'blue-fg': '#9dbcff',
  'green-bg': '#12352a',
  'green-fg': '#7ed9ae',
  'orange-bg': '#3d2b12',
  'orange-fg': '#f2bd74',
  'red-bg': '#451f22',
  'red-fg': '#ff9e98',
  'purple-bg': '#2f2450',
  'purple-fg': '#c3abff',
  'cyan-bg': '#0f363d',
  'cyan-fg': '#7fd6e2',
  'gold-bg': '#3a3112',
  'gold-fg': '#e8cc6a',
}

export const palettes: Readonly<Record<Scheme, Record<keyof typeof light, string>>> = { light, dark }

export const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Inter', 'Helvetica Neue', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', Arial, sans-serif"
export const monoFamily =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"

/** Puts a palette on the document, so that plain CSS and Ant Design show the same colours. */
export const applyTokens = (scheme: Scheme, density: Density): void => {
  const root = document.documentElement
  for (const [name, value] of Object.entries(palettes[scheme])) root.style.setProperty(`--lk-${name}`, value)
  root.style.setProperty('--lk-row', `${densityRows[density]}px`)
  root.style.setProperty('--lk-font', fontFamily)
  root.style.setProperty('--lk-mono', monoFamily)
  root.style.colorScheme = scheme
  root.dataset.scheme = scheme
  root.dataset.density = density
}
