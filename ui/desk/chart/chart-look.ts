import { useMemo } from 'react'
import { useAppearance } from '../../base/theme/scheme.tsx'
import { fontFamily, palettes } from '../../base/theme/tokens.ts'

/** Eight colours told apart in either scheme, also by most who see few colours; the first is the house's own. */
const seriesColors = {
  light: ['#3a5be0', '#1f9d73', '#d9902f', '#7b54cf', '#1b8ea0', '#d0524c', '#7d8798', '#b59a20'],
  dark: ['#6f8bff', '#4fc6a4', '#e8b45c', '#b491f5', '#5cc3d6', '#f08d88', '#9aa5b8', '#d8c463'],
}

/** Colours and lines of all pictures of figures, in the scheme shown. */
export const useChartLook = () => {
  const { scheme } = useAppearance()
  return useMemo(() => {
    const p = palettes[scheme]
    const colors = seriesColors[scheme]
    return {
      colors,
      ink: p.text,
      soft: p['text-3'],
      line: p.hairline,
      text: { color: p['text-3'], fontFamily, fontSize: 12 },
      tooltip: {
        confine: true,
        backgroundColor: p.raised,
        borderColor: p.hairline,
        borderWidth: 1,
        padding: [8, 12],
        textStyle: { color: p.text, fontFamily, fontSize: 12 },
        extraCssText: `box-shadow:${p['shadow-float']};border-radius:8px`,
      },
      category: {
        axisLine: { lineStyle: { color: p.hairline } },
        axisTick: { show: false },
        axisLabel: { color: p['text-3'], fontFamily, fontSize: 12, hideOverlap: true },
      },
      value: {
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: p.hairline } },
        axisLabel: { color: p['text-3'], fontFamily, fontSize: 12 },
      },
    }
  }, [scheme])
}
