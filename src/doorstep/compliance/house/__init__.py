"""What has the house decided for itself, beyond the law?"""
