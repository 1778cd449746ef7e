"""How do the surroundings of borrowers come into a store from the terminal?"""
