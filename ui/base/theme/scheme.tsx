import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { applyTokens, type Density, type Scheme } from './tokens.ts'

type SchemeChoice = Scheme | 'system'
interface Appearance {
  readonly scheme: Scheme
  readonly choice: SchemeChoice
  readonly density: Density
  setChoice(choice: SchemeChoice): void
  setDensity(density: Density): void
}
const Context = createContext<Appearance | null>(null)

/** Colour scheme and density, and the ways to change them. */
export const useAppearance = (): Appearance => {
  const value = useContext(Context)
  if (!value) throw new Error('useAppearance is used inside SchemeProvider')
  return value
}

const stored = <T extends string>(key: string, allowed: readonly T[], fallback: T): T => {
  const value = localStorage.getItem(key) as T | null
  return value && allowed.includes(value) ? value : fallback
}
const darkQuery = '(prefers-color-scheme: dark)'

/** Puts the tokens on the document; follows the system while the choice is `system`. Knows no component library. */
export const SchemeProvider = ({ children }: { readonly children: ReactNode }) => {
  const [choice, setChoice] = useState(() => stored<SchemeChoice>('lianke.scheme', ['light', 'dark', 'system'], 'system'))
  const [density, setDensity] = useState(() => stored<Density>('lianke.density', ['compact', 'normal', 'relaxed'], 'normal'))
  const [systemDark, setSystemDark] = useState(() => matchMedia(darkQuery).matches)
  useEffect(() => {
    const media = matchMedia(darkQuery)
    const follow = () => setSystemDark(media.matches)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  const scheme: Scheme = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice
  // Before the first paint, so that nothing flashes in the other scheme.
  useMemo(() => applyTokens(scheme, density), [scheme, density])
  useEffect(() => localStorage.setItem('lianke.scheme', choice), [choice])
  useEffect(() => localStorage.setItem('lianke.density', density), [density])
  const value = useMemo(() => ({ scheme, choice, density, setChoice, setDensity }), [scheme, choice, density])
  return <Context value={value}>{children}</Context>
}
