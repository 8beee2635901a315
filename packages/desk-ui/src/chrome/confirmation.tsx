import { useId } from 'react'

interface ConfirmationProps {
  readonly children: string
  readonly isConfirmed: boolean
  readonly onChange: (isConfirmed: boolean) => void
}

/** What somebody has to say before something that cannot be undone. */
export function Confirmation({ children, isConfirmed, onChange }: ConfirmationProps) {
  const id = useId()
  return (
    <p className="confirmation">
      <input
        id={id}
        type="checkbox"
        autoComplete="off"
        spellCheck={false}
        checked={isConfirmed}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <label htmlFor={id}>{children}</label>
    </p>
  )
}
