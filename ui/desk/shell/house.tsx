import { useLocation } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { lazy, Suspense } from 'react'
import { TypedAhead } from '../../base/keys/typed-ahead.tsx'
import { useLiveCaches } from '../../base/client/live.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Beside } from './beside.tsx'
import { Content } from './content.tsx'
import { useFolded, useMenu, usePaletteOpen } from './house-state.ts'
import { type Section, sectionAt, useSections } from './navigation.ts'
import { KeySheet } from './key-sheet.tsx'
import { BottomBar, Rail } from './rail.tsx'
import { SectionList } from './section-list.tsx'
import { TopBar } from './top-bar.tsx'

const CommandPalette = lazy(() => import('./command-palette.tsx'))

interface Placed {
  readonly sections: readonly Section[]
  readonly section: Section | undefined
}

/** The way about on a narrow screen: a bar below, and the whole of it from the left. */
const NarrowNavigation = ({ sections, section, menu }: Placed & { readonly menu: ReturnType<typeof useMenu> }) => (
  <>
    <BottomBar sections={sections} current={section} onMore={() => menu.setOpen(true)} />
    <Drawer
      open={menu.open}
      onClose={() => menu.setOpen(false)}
      placement="left"
      size={300}
      closable={false}
      styles={{ body: { padding: 0 } }}
    >
      <div className="lk-menu-drawer">
        <Rail sections={sections} current={section} />
        <SectionList section={section} />
      </div>
    </Drawer>
  </>
)

/** All that stands around a page: the way about, search, and what is open beside. */
export const House = () => {
  const w = useWords()
  const sections = useSections()
  const { pathname } = useLocation()
  const section = sectionAt(sections, pathname) ?? sections[0]
  const narrow = useNarrow()
  const menu = useMenu()
  const palette = usePaletteOpen()
  const { folded, setFolded } = useFolded()
  useLiveCaches()
  const bare = folded || section?.area === 'home'
  return (
    <div className={`lk-shell${narrow ? ' narrow' : ''}${bare && !narrow ? ' bare' : ''}`}>
      <a className="lk-skip" href="#content">
        {w('nav.pages')}
      </a>
      {narrow ? null : <Rail sections={sections} current={section} />}
      {narrow || bare ? null : <SectionList section={section} onCollapse={() => setFolded(true)} />}
      <TopBar
        narrow={narrow}
        section={section}
        onMenu={() => (narrow ? menu.setOpen(true) : setFolded(false))}
        menuShown={narrow || (folded && section?.area !== 'home')}
        onSearch={palette.show}
      />
      <Content />
      {narrow ? <NarrowNavigation sections={sections} section={section} menu={menu} /> : null}
      <Beside narrow={narrow} />
      <KeySheet />
      {palette.open ? (
        <>
          <TypedAhead />
          <Suspense>
            <CommandPalette close={palette.hide} sections={sections} />
          </Suspense>
        </>
      ) : null}
    </div>
  )
}
