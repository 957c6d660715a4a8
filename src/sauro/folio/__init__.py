"""The neutral document that every reader yields and every engine takes."""
