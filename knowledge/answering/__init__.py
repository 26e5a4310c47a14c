"""The ways to answer a message, and the reader that tries them in their order.

answered      the answer: one value with all that a face needs
reader        each way in its order                                  taken, ranking, rest
single        one subscription: told, offered, asked                 told_before
several       many: a part for each                                  each, news_of_each
yes_or_no     a plain yes or no                                      yes_and
asides        what lies beside the case                              side_questions, two_things, each_answered
standing      the verdict that is asked of
chosen        what is chosen in a form and not written
"""
