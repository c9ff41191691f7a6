import { areas, type Area, type MetaObject, type PageDefinition } from '@lianke/kernel'
import { useMay } from '../../base/client/session.ts'
import { useModel } from '../../base/client/meta.ts'
import { listPath } from '../../base/client/peek.ts'
import { useRegistry } from '../../base/registry/registry.tsx'

export interface Section {
  readonly area: Area | 'other'
  readonly icon: string
  readonly pages: readonly PageDefinition[]
  readonly objects: readonly MetaObject[]
  readonly home: string
}

const areaIcons: Readonly<Record<Area | 'other', string>> = {
  home: 'home',
  customer: 'users',
  marketing: 'megaphone',
  sales: 'target',
  service: 'headset',
  member: 'award',
  channel: 'radio',
  insight: 'chart',
  settings: 'settings',
  other: 'grid',
}

/** Areas of the rail with what stands in their section list; areas with nothing in them are left out. */
export const useSections = (): readonly Section[] => {
  const model = useModel()
  const { pages } = useRegistry()
  const may = useMay()
  const readable = (right: string | undefined) => !right || may(right) || Boolean(model.object(right)?.may.read)
  return ([...areas, 'other'] as const).flatMap((area): Section[] => {
    const own = pages
      .filter((page) => (page.area as string) === area && !page.hidden && page.device !== 'mobile' && readable(page.may))
      .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
    const objects = model.objects.filter(
      (object) =>
        (object.area ?? 'other') === area &&
        !object.hidden &&
        !object.partOf &&
        !object.ledger &&
        object.may.read &&
        !own.some((page) => page.path === listPath(object.name)),
    )
    const home = own.find((page) => !page.behindLists)?.path ?? (objects[0] ? listPath(objects[0].name) : (own[0]?.path ?? null))
    return home ? [{ area, icon: areaIcons[area], pages: own, objects, home }] : []
  })
}

/** The section that an address belongs to. */
export const sectionAt = (sections: readonly Section[], path: string): Section | undefined => {
  const scored = sections.flatMap((section) =>
    [...section.pages.map((page) => page.path), ...section.objects.map((object) => listPath(object.name))]
      .filter((start) => path === start || (start !== '/' && path.startsWith(`${start}/`)))
      .map((start) => ({ section, length: start.length })),
  )
  return scored.sort((a, b) => b.length - a.length)[0]?.section
}
