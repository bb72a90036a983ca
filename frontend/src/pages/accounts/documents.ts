import { graphql } from '../../gql/index.ts'

export const AccountsQuery = graphql(`
  query Accounts($where: AccountWhere) {
    accounts(where: $where, first: 100) {
      totalCount
      nodes {
        id
        username
        name
        role
        isDisabled
        mustChangePassword
        hasSecondFactor
        regions {
          id
          code
          name
        }
        school {
          id
          code
          name
        }
      }
    }
  }
`)

export const CreateAccount = graphql(`
  mutation CreateAccount($input: CreateAccountInput!) {
    createAccount(input: $input) {
      account {
        id
        username
      }
      password
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const SwitchAccount = graphql(`
  mutation SwitchAccount($username: String!, $isDisabled: Boolean!) {
    updateAccount(input: { username: $username, isDisabled: $isDisabled }) {
      account {
        id
        isDisabled
      }
      userErrors {
        code
        message
      }
    }
  }
`)

export const ResetPassword = graphql(`
  mutation ResetPassword($username: String!) {
    resetPassword(input: { username: $username }) {
      account {
        id
        mustChangePassword
        hasSecondFactor
      }
      password
      userErrors {
        code
        message
      }
    }
  }
`)
