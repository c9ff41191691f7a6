import './settings.css'
import { label } from '@lianke/kernel'
import { MadeHere, type MadeWords } from './made-here.tsx'
import { SharingDrawer } from './sharing-drawer.tsx'
import { SharingLine } from './sharing-line.tsx'
import { useSharingAgain, useSharingRules } from './use-sharing-acts.ts'

const says: MadeWords = {
  title: label('共享规则', 'Sharing rules'),
  lead: label(
    '把符合条件的记录共享给数据范围之外的同事；列表、搜索、报表和导出一致生效',
    'Show matching records to colleagues beyond their data scope; lists, search, reports and exports obey alike',
  ),
  create: label('新建共享规则', 'New sharing rule'),
  none: label('还没有共享规则', 'No sharing rules yet'),
  whenNone: label(
    '没有规则时，每个人按角色的数据范围看记录',
    'Without rules everybody sees records by the data scope of their roles',
  ),
}

/** Rules that show records to colleagues beyond their data scope. */
const SharingPage = () => {
  const rules = useSharingRules()
  const again = useSharingAgain()
  return (
    <MadeHere
      says={says}
      icon="share"
      className="lk-share-lines"
      of={rules}
      line={(rule, edit) => <SharingLine key={rule.id} rule={rule} edit={edit} />}
      drawer={(rule, close) => <SharingDrawer key={rule?.id ?? 'new'} rule={rule} close={close} saved={again} />}
    />
  )
}
export default SharingPage
