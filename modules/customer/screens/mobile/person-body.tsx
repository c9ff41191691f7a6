import { label, type Row } from '@lianke/kernel'
import { Entries, Section, Slot, useText } from '@lianke/ui/phone'
import { PersonCard } from './person-card.tsx'

/** Everything about one person, the first things first. */
export const PersonBody = ({ row }: { readonly row: Row }) => {
  const text = useText()
  return (
    <>
      <PersonCard row={row} />
      <Slot name="customer.person:main" object="customer.person" id={row.id} />
      <Section title={text(label('动态', 'Timeline'))}>
        <Entries object="customer.person" id={row.id} />
      </Section>
    </>
  )
}
