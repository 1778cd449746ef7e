"""What goes into an evidence pack about one case?"""
