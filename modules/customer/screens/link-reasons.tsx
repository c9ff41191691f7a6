import { type Label, label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import type { Duplicate } from './use-duplicates.ts'

const things: Readonly<Record<string, Label>> = {
  name: label('姓名', 'Name'),
  birthday: label('生日', 'Birthday'),
  phone: label('手机', 'Phone'),
  email: label('邮箱', 'Email'),
  street: label('地址', 'Address'),
  place: label('地区', 'Place'),
  company: label('公司', 'Company'),
  gender: label('性别', 'Gender'),
}
const degrees: Readonly<Record<string, Label>> = {
  same: label('相同', 'the same'),
  sounds_same: label('读音相同', 'sounds the same'),
  alike: label('相近', 'alike'),
  partly: label('部分相同', 'partly the same'),
  slip: label('差一处', 'one slip apart'),
  other: label('不同', 'different'),
}
const whys: Readonly<Record<string, Label>> = {
  weak: label('有同一个弱标识', 'They share a weak identifier'),
  conflict: label('同一个标识指向两人', 'One identifier points to both'),
  held: label('一次关联的人太多', 'Too many would be joined at once'),
  parted: label('曾被拆分', 'They were parted before'),
}

/** Why two may be one: what agrees in how far, the most telling first; what speaks against it stands out. */
export const LinkReasons = ({ pair }: { readonly pair: Duplicate }) => {
  const text = useText()
  const why = whys[pair.reason]
  const told = [...pair.reasons].sort((a, b) => b.bits - a.bits)
  return (
    <ul className="lk-link-reasons" aria-label={text(label('理由', 'Reasons'))}>
      {why ? <li>{text(why)}</li> : null}
      {told.map(({ of, level, bits }) => (
        <li key={of} className={bits < 0 ? 'against' : undefined}>
          <span>{text(things[of]) || of}</span> {text(degrees[level]) || level}
          <b className="lk-num" title={text(label('证据强度（比特）', 'Weight of evidence, in bits'))}>
            {bits > 0 ? `+${bits}` : bits}
          </b>
        </li>
      ))}
    </ul>
  )
}
