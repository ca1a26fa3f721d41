function showComparisons(state) {}
function addReceipts(state, files) {}
function addOther(state, file) {}
