"""What can be asked of the models of a store, and learned, from the terminal?"""
