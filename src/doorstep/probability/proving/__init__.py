"""What has a model to show before a person puts it into use?"""
