-- The staged answers without those that say the same again, in any order.
select staged.*
from load_staged as staged
left join load_repeated as repeated on repeated.file = staged.file and repeated.line = staged.line
where repeated.line is null
