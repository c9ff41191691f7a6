/** A person's picture, or the first character of the name on a colour of the name. */
export const Face = ({ name, avatar }: { name?: string; avatar?: string }) => {
  if (avatar) return <img className="face" alt="" src={avatar} />
  const hue = [...(name ?? '')].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 360
  return (
    <i className="face" style={{ background: `hsl(${hue} 42% 56%)` }}>
      {[...(name ?? '?')][0]}
    </i>
  )
}
