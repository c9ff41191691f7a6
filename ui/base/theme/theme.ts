import { theme as antd, type ThemeConfig } from 'antd'
import { fontFamily, monoFamily, palettes, type Scheme } from './tokens.ts'

type Palette = (typeof palettes)[Scheme]
/** Said in colours of their own, bright enough on each ground. */
const signals: Readonly<
  Record<Scheme, Readonly<Record<'colorSuccess' | 'colorWarning' | 'colorError' | 'colorBgSpotlight', string>>>
> = {
  light: { colorSuccess: '#1f8a5b', colorWarning: '#b8720a', colorError: '#cc3a33', colorBgSpotlight: '#1d2433' },
  dark: { colorSuccess: '#3fb27f', colorWarning: '#d9963a', colorError: '#ef6b66', colorBgSpotlight: '#323a4a' },
}

const coloursOf = (c: Palette): ThemeConfig['token'] => ({
  colorPrimary: c.accent,
  colorInfo: c.accent,
  colorLink: c['accent-text'],
  colorLinkHover: c['accent-hover'],
  colorText: c.text,
  colorTextSecondary: c['text-2'],
  colorTextTertiary: c['text-3'],
  colorTextQuaternary: c['text-4'],
  colorTextPlaceholder: c['text-3'],
  colorTextDescription: c['text-3'],
  colorBgLayout: c.canvas,
  colorBgContainer: c.surface,
  colorBgElevated: c.raised,
  colorBorder: c.outline,
  colorBorderSecondary: c.hairline,
  colorSplit: c.hairline,
  colorFillTertiary: c.sunken,
  colorFillSecondary: c.hover,
  controlItemBgHover: c.hover,
  controlItemBgActive: c['accent-soft'],
  controlItemBgActiveHover: c['accent-soft'],
  controlOutline: c.focus,
  controlOutlineWidth: 3,
  colorBgMask: c.scrim,
  boxShadow: c['shadow-float'],
  boxShadowSecondary: c['shadow-float'],
  boxShadowTertiary: 'none',
})

/** Type, corners, heights and time: the same in light and dark. */
const measures: ThemeConfig['token'] = {
  fontFamily,
  fontFamilyCode: monoFamily,
  fontSize: 13,
  fontSizeSM: 12,
  fontSizeLG: 14,
  lineHeight: 20 / 13,
  fontSizeHeading1: 28,
  fontSizeHeading2: 20,
  fontSizeHeading3: 16,
  fontSizeHeading4: 14,
  fontSizeHeading5: 13,
  borderRadius: 6,
  borderRadiusLG: 8,
  borderRadiusSM: 4,
  borderRadiusXS: 4,
  controlHeight: 32,
  controlHeightSM: 26,
  controlHeightLG: 40,
  motionDurationFast: '0.08s',
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.15s',
  wireframe: false,
}

const componentsOf = (c: Palette, scheme: Scheme): ThemeConfig['components'] => ({
  Button: {
    primaryShadow: 'none',
    defaultShadow: 'none',
    dangerShadow: 'none',
    fontWeight: 500,
    paddingInline: 12,
    paddingInlineSM: 8,
  },
  Input: { activeShadow: `0 0 0 3px ${c.focus}`, paddingInline: 10 },
  InputNumber: { activeShadow: `0 0 0 3px ${c.focus}` },
  Select: { optionPadding: '5px 10px', optionHeight: 32, optionSelectedFontWeight: 500 },
  Menu: { itemBg: 'transparent', subMenuItemBg: 'transparent' },
  Modal: { titleFontSize: 16 },
  Drawer: { paddingLG: 20 },
  Tabs: { itemSelectedColor: c['accent-text'], horizontalItemPadding: '10px 0', horizontalItemGutter: 20, titleFontSize: 13 },
  Segmented: { itemSelectedBg: c.raised, trackBg: c.sunken },
  Tooltip: { colorBgSpotlight: signals[scheme].colorBgSpotlight, fontSize: 12 },
  Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: c['text-2'] },
  Table: {
    headerBg: 'transparent',
    headerColor: c['text-3'],
    headerSplitColor: 'transparent',
    cellPaddingBlock: 10,
    cellPaddingInline: 12,
  },
})

/** Ant Design dressed in our tokens. Components get no colour anywhere else. */
export const themeOf = (scheme: Scheme): ThemeConfig => {
  const c = palettes[scheme]
  const { colorSuccess, colorWarning, colorError } = signals[scheme]
  return {
    algorithm: scheme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    hashed: false,
    token: { ...coloursOf(c), ...measures, colorSuccess, colorWarning, colorError },
    components: componentsOf(c, scheme),
  }
}
