import { createContext, useContext } from 'react'

type Begin = (accessToken: string, expiresAt: string) => void

/** Begins a session with what sign-in or a change of password answered. */
export const SignInContext = createContext<Begin>(() => undefined)

export function useBeginSession(): Begin {
  return useContext(SignInContext)
}
