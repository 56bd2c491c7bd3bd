"""The files of reviews: facts as remarks, questions, and room for what people decide.

Whatever nobody has decided is a remark, which no reader of the file takes for data.
"""
