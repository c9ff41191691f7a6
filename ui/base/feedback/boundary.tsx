import { Component, type ReactNode } from 'react'
import { Failure } from './states.tsx'

/** Keeps a broken part from taking the page with it. `name` changes with the place, which clears the fault. */
export class Boundary extends Component<
  { readonly name: string; readonly children: ReactNode },
  { readonly error: unknown; readonly name: string }
> {
  override state: { readonly error: unknown; readonly name: string } = { error: null, name: this.props.name }
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  static getDerivedStateFromProps(props: { name: string }, state: { error: unknown; name: string }) {
    return props.name === state.name ? null : { error: null, name: props.name }
  }
  override render() {
    return this.state.error ? (
      <Failure error={this.state.error} retry={() => this.setState({ error: null })} />
    ) : (
      this.props.children
    )
  }
}
